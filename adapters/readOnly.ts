import { LinkError } from "../domain/errors";
import { graphCalls } from "../domain/graphCalls";
import type { Graph } from "./graph";

/** The step waits so long and looks again: a pause holds a link up and never parks or fails it. */
const pauseSeconds = 300;

/** Microsoft Graph while the product is paused: what reads goes on, what writes waits. */
export const readOnly =
  (graph: Graph): Graph =>
  (name, options) =>
    graphCalls[name].method === "GET"
      ? graph(name, options)
      : Promise.reject(
          new LinkError(
            { code: "paused", class: "throttled", seconds: pauseSeconds },
            `${name} waits until the operator of this service ends the pause`,
          ),
        );
