import type { Link } from "../domain/link";
import { isHighest } from "./aboutLink";

/** Azure's own leftover of a Global Administrator, which no role removal takes back; nothing for lesser roles. */
export const elevatedAccess = (link: Link): string | undefined =>
  isHighest(link)
    ? "Access to Azure: a Global Administrator can give itself access to all Azure subscriptions of the directory (“elevated access”), and that stays when the role is gone. This service never touches it. Look in the Azure portal under Microsoft Entra ID, Properties, Manage elevated access users, and remove it there."
    : undefined;
