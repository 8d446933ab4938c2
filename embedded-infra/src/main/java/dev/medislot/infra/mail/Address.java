package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A mail address with the name written beside it, which may be empty. */
record Address(@JsonProperty("Name") String name, @JsonProperty("Address") String address) {

    boolean contains(String lowerCase) {
        return text().contains(lowerCase);
    }

    String text() {
        return (name + " " + address).toLowerCase(java.util.Locale.ROOT);
    }
}
