package dev.medislot.common;

/** What a caller is. {@link #SYSTEM} acts by itself (time passing, a consumed event) and never holds a token. */
public enum Role {
    PATIENT, DOCTOR, STAFF, SYSTEM
}
