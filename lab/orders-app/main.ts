import { runProcess } from "../process-main.ts";
import { ordersAppConfig, startOrdersApp } from "./orders-app.ts";

await runProcess(ordersAppConfig, startOrdersApp);
