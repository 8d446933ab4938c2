package dev.medislot.webapp;

import dev.medislot.client.MedislotClient;

/** The person who asks for a page, with the API as that person sees it. */
record Visitor(MedislotClient api, boolean loggedIn) {}
