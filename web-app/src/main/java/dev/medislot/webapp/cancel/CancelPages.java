package dev.medislot.webapp.cancel;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the page that cancels an appointment without a login. */
@AutoConfiguration
@Import(CancelController.class)
class CancelPages {}
