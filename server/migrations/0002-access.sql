-- Who signed in, what they are here, who may act for whom, and what was answered to whom.

-- Accounts, sessions and API keys are better-auth's; these tables are what its `compileMigrations` writes for the options in
-- `platform/access/sign-in.ts`. Names and e-mail addresses of people stand here and nowhere else.
CREATE SCHEMA auth;

CREATE TABLE auth."user" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "name" text NOT NULL,
  "email" text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  "image" text,
  "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL
);

CREATE TABLE auth."session" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "expiresAt" timestamptz NOT NULL,
  "token" text NOT NULL UNIQUE,
  "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_userId_idx" ON auth."session" ("userId");

CREATE TABLE auth."account" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" uuid NOT NULL REFERENCES auth."user" ("id") ON DELETE CASCADE,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamptz NOT NULL
);
CREATE INDEX "account_userId_idx" ON auth."account" ("userId");

CREATE TABLE auth."verification" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "identifier" text NOT NULL,
  "value" text NOT NULL,
  "expiresAt" timestamptz NOT NULL,
  "createdAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE INDEX "verification_identifier_idx" ON auth."verification" ("identifier");

CREATE TABLE auth."apikey" (
  "id" uuid DEFAULT pg_catalog.gen_random_uuid() NOT NULL PRIMARY KEY,
  "configId" text NOT NULL,
  "name" text,
  "start" text,
  "referenceId" text NOT NULL,
  "prefix" text,
  "key" text NOT NULL,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  "enabled" boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  "remaining" integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz NOT NULL,
  "updatedAt" timestamptz NOT NULL,
  "permissions" text,
  "metadata" text
);
CREATE INDEX "apikey_configId_idx" ON auth."apikey" ("configId");
CREATE INDEX "apikey_referenceId_idx" ON auth."apikey" ("referenceId");
CREATE INDEX "apikey_key_idx" ON auth."apikey" ("key");

GRANT USAGE ON SCHEMA auth TO lintas_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA auth TO lintas_app;

-- A business on this node's register.
CREATE TABLE organisation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('trader', 'broker')),
  name text NOT NULL,
  trader_id text NOT NULL UNIQUE,
  registered_at timestamptz NOT NULL DEFAULT now()
);

-- What an account is here: one role, and with it the organisation it acts for or the office it works at.
CREATE TABLE assignment (
  account_id uuid PRIMARY KEY REFERENCES auth."user" ("id") ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('trader', 'broker', 'officer', 'supervisor', 'administrator', 'checker')),
  organisation_id uuid REFERENCES organisation,
  office text,
  version integer NOT NULL DEFAULT 1,
  suspended_at timestamptz,
  -- Made for a sandbox; let in nowhere else.
  demonstration boolean NOT NULL DEFAULT false,
  CHECK ((role IN ('trader', 'broker')) = (organisation_id IS NOT NULL)),
  CHECK ((role IN ('officer', 'supervisor')) = (office IS NOT NULL))
);

-- A principal's word that an agent may declare for it. Never changed but to be revoked.
CREATE TABLE mandate (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  principal_id uuid NOT NULL REFERENCES organisation,
  agent_id uuid NOT NULL REFERENCES organisation,
  scopes text[] NOT NULL CHECK (scopes <@ '{import,export,transit}' AND cardinality(scopes) > 0),
  valid_from date NOT NULL,
  valid_to date,
  given_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  CHECK (valid_to > valid_from),
  CHECK (principal_id <> agent_id)
);
CREATE INDEX mandate_by_agent ON mandate (agent_id);
CREATE INDEX mandate_by_principal ON mandate (principal_id);

GRANT SELECT, INSERT, UPDATE ON organisation, assignment, mandate TO lintas_app;
GRANT SELECT ON organisation, assignment, mandate TO lintas_reader;

-- Sign-ins tried, by digests of the address and of where it came from: enough to count, too little to know.
CREATE TABLE sign_in_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject text NOT NULL,
  tried_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_attempt_by_subject ON sign_in_attempt (subject, tried_at);
GRANT SELECT, INSERT, DELETE ON sign_in_attempt TO lintas_app;

-- What was answered under an Idempotency-Key. `json`, not `jsonb`: the answer is given again with its keys in the same order.
CREATE TABLE idempotency (
  caller text NOT NULL,
  key text NOT NULL CHECK (length(key) <= 255),
  request_hash bytea NOT NULL,
  status smallint NOT NULL,
  body json,
  answered_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_once PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_by_age ON idempotency USING brin (answered_at);
GRANT SELECT, INSERT, DELETE ON idempotency TO lintas_app;
