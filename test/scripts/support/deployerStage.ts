import {
  cloudApplicationAdministrator,
  privilegedRoleAdministrator,
} from "../../../local/sandbox/roles";
import { startDeployment, type Deployment } from "./deployment";

/** The stage of a test file: before each test nothing is registered yet, and Olga deploys with the two roles it takes. */
export function deployerStage(): () => Deployment {
  let stage: Deployment | undefined;
  const current = (): Deployment => {
    if (!stage) throw new Error("the stage is there from beforeAll on");
    return stage;
  };
  beforeAll(async () => {
    stage = await startDeployment();
  });
  beforeEach(() => {
    current().reset();
    current().sandbox.facts.managedIdentity.appRoles.length = 0;
    current().signIn("olga", cloudApplicationAdministrator, privilegedRoleAdministrator);
  });
  afterAll(() => current().close());
  return current;
}
