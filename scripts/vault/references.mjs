// The app's settings that are references to secrets of the vault.
import { Refusal } from "../azureService.mjs";
import { Mistake } from "../program.mjs";

const appPath =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/?#]+\/providers\/Microsoft\.Web\/sites\/[a-z0-9-]{2,60}$/i;

/**
 * `readAnew` lets the app read its references, which it does by itself once a day only; false where it could not be told.
 * Source: "Use Key Vault references as app settings", Rotation.
 */
export function createReferences(arm, appId) {
  if (appId && !appPath.test(appId))
    throw new Mistake(
      "The app is named by its resource id, /subscriptions/…/providers/Microsoft.Web/sites/NAME: --app-id, or FUNCTION_APP_ID as azd has it after `azd provision`.",
    );
  const path = `${appId}/config/configreferences/appsettings/refresh?api-version=2022-03-01`;
  return {
    async readAnew() {
      if (!appId) return false;
      try {
        await arm("POST", path);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
  };
}
