import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/VisuallyHidden.css";
import "@mantine/core/styles/Paper.css";
import "@mantine/core/styles/CloseButton.css";
import "@mantine/core/styles/Group.css";
import "@mantine/core/styles/Loader.css";
import "@mantine/core/styles/Overlay.css";
import "@mantine/core/styles/ModalBase.css";
import "@mantine/core/styles/Modal.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Stack.css";
import "@mantine/core/styles/Radio.css";
import "@mantine/core/styles/Switch.css";
import "@mantine/core/styles/Button.css";
import "./tokens.css";
import "./base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { AskError } from "./api/ask.ts";
import { keepReadable } from "./features/offline/register.ts";
import { router } from "./routes.tsx";
import { theme } from "./theme.ts";

/** Whether asking again may help: a server that is away comes back, a refusal stays one. */
function mayHelp(error: Error): boolean {
  return !(error instanceof AskError) || error.status === 0 || error.status >= 500;
}

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && mayHelp(error),
      // The feed says what changed; looking at the window again changes nothing.
      refetchOnWindowFocus: false,
      // On loopback the browser's idea of being offline means nothing.
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

if (import.meta.env.PROD) void keepReadable(() => void client.invalidateQueries());

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
