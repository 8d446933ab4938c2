package dev.medislot.common;

import com.fasterxml.jackson.annotation.JsonClassDescription;

/** How patient and doctor meet. */
@JsonClassDescription("how patient and doctor meet")
public enum VisitMode {
    VIDEO, PHONE, IN_PERSON
}
