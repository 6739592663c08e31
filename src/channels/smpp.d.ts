// The part of the package `smpp` that we use; it brings no types of its own.
declare module "smpp" {
  import type { EventEmitter } from "node:events";
  import type { Server as NetServer } from "node:net";

  /** A unit of the protocol; fields as SMPP 3.4 names them. */
  export type Pdu = {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly esm_class?: number;
    readonly message_id?: string;
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly short_message?: string | { readonly message?: string | Uint8Array };
    readonly message_payload?: string | { readonly message?: string | Uint8Array };
    response(fields?: Readonly<Record<string, unknown>>): Pdu;
  };

  type Fields = Readonly<Record<string, unknown>>;

  export class Session extends EventEmitter {
    bind_transceiver(fields: Fields, answer: (pdu: Pdu) => void): boolean;
    submit_sm(fields: Fields, answer: (pdu: Pdu) => void): boolean;
    deliver_sm(fields: Fields, answer?: (pdu: Pdu) => void): boolean;
    enquire_link(fields: Fields, answer: (pdu: Pdu) => void): boolean;
    unbind(answer?: (pdu: Pdu) => void): boolean;
    send(pdu: Pdu): boolean;
    close(done?: () => void): void;
    destroy(done?: () => void): void;
  }

  export type Server = NetServer & { readonly sessions: readonly Session[] };

  const smpp: {
    connect(options: { readonly host: string; readonly port: number; readonly tls?: boolean }): Session;
    createServer(onSession: (session: Session) => void): Server;
  };
  export default smpp;
}
