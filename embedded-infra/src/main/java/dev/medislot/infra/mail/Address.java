package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A mail address with the name written beside it, which may be empty. */
record Address(@JsonProperty("Name") String name, @JsonProperty("Address") String address) {

    boolean contains(String searched) {
        return text().contains(searched);
    }

    String text() {
        return SearchText.of(name + " " + address);
    }
}
