import { kindOf, type MapModel } from "../model/map-model.ts";
import { nodeStates, stateWords } from "../model/node-state.ts";

/** What a state is, by mark and word; never by colour alone. */
export function StateMark({ state, count }: { readonly state: number; readonly count?: number }) {
  const name = nodeStates[state]!;
  const { mark, word, meaning } = stateWords[name];
  return (
    <span className="map-state" data-state={name} title={meaning}>
      <span aria-hidden="true">{mark === "" ? "●" : mark}</span>{" "}
      {count === undefined ? word : `${count} ${word}`}
    </span>
  );
}

type Props = {
  readonly model: MapModel;
  readonly node: number;
  readonly onShow: (node: number) => void;
};

/** A node by name; pressing it shows it on the map. */
export function NodeName({ model, node, onShow }: Props) {
  return (
    <button
      type="button"
      className="map-name"
      title={`Show ${model.refs[node]!} on the map`}
      onClick={() => onShow(node)}
    >
      <span className="map-name-kind">{kindOf(model, node)}</span>
      <bdi>{model.titles[node]!}</bdi>
    </button>
  );
}
