/** Real PostgreSQL, Redis, Kafka and an SMTP inbox, for tests and for the quickstart. */
@NullMarked
package dev.medislot.infra;

import org.jspecify.annotations.NullMarked;
