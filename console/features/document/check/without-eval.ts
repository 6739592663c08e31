import { z } from "zod";

// The server's Content-Security-Policy forbids making code of text; asking whether it can be done is reported as an attempt.
z.config({ jitless: true });
