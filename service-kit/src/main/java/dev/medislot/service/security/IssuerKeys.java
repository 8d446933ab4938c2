package dev.medislot.service.security;

/** The public keys of both issuers among the services. */
record IssuerKeys(VerificationKeys availability, VerificationKeys booking) {}
