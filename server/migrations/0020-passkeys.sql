-- Passkeys of accounts: public keys alone. As better-auth's passkey plugin lays them out for the options in `platform/access/sign-in.ts`.
CREATE TABLE auth."passkey" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "name" text,
  "publicKey" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "credentialID" text NOT NULL UNIQUE,
  "counter" integer NOT NULL,
  "deviceType" text NOT NULL,
  "backedUp" boolean NOT NULL,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
CREATE INDEX "passkey_userId_idx" ON auth."passkey" ("userId");
GRANT SELECT, INSERT, UPDATE, DELETE ON auth."passkey" TO lintas_app;
