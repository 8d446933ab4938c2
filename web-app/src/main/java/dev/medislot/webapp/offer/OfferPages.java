package dev.medislot.webapp.offer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the page of an offer. */
@AutoConfiguration
@Import(OfferController.class)
class OfferPages {}
