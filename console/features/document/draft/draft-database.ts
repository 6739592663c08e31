const name = "holdfast";
const table = "drafts";

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener("upgradeneeded", () =>
      request.result.createObjectStore(table, { keyPath: "id" }),
    );
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(new Error("the browser keeps no drafts", { cause: request.error })),
    );
  });
}

let database: Promise<IDBDatabase> | null = null;

async function inTable<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  database ??= opened();
  const transaction = (await database).transaction(table, mode);
  const request = work(transaction.objectStore(table));
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve(request.result));
    transaction.addEventListener("error", () =>
      reject(new Error("the draft was not kept", { cause: transaction.error })),
    );
    transaction.addEventListener("abort", () =>
      reject(new Error("the draft was not kept", { cause: transaction.error })),
    );
  });
}

/** Everything that is kept. Session storage would be too small: a document may have two million characters. */
export const readAll = (): Promise<readonly unknown[]> => inTable("readonly", (store) => store.getAll());

/** Keeps a value under its `id`. */
export const write = (value: object): Promise<unknown> => inTable("readwrite", (store) => store.put(value));

/** Forgets a value. */
export const erase = (id: string): Promise<unknown> => inTable("readwrite", (store) => store.delete(id));
