import { createOpsCallback, type OpsCallbackPorts } from "./opsCallback";
import { createOpsSignIn } from "./opsSignIn";
import { createOpsSignOut } from "./opsSignOut";
import type { RegisteredDoor } from "./registeredDoor";

/** How operators come in to /ops and leave it. */
export const operatorDoors = (ports: OpsCallbackPorts): readonly RegisteredDoor[] => [
  { name: "opsSignIn", methods: ["GET"], route: "ops/signin", handler: createOpsSignIn(ports) },
  {
    name: "opsCallback",
    methods: ["GET"],
    route: "ops/callback",
    handler: createOpsCallback(ports),
  },
  { name: "opsSignOut", methods: ["POST"], route: "ops/signout", handler: createOpsSignOut(ports) },
];
