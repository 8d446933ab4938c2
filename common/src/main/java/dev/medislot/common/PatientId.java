package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a patient; a plain UUID on the wire. */
public record PatientId(@JsonValue UUID value) {

    @JsonCreator
    public PatientId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
