package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;

/** The reader of a page, with the API as seen by that person. */
record Visitor(MedislotClient api, boolean loggedIn) {}
