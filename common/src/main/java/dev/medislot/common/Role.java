package dev.medislot.common;

/**
 * The role of a caller or actor. {@link #SYSTEM} acts by itself (time passing, a consumed event) and never holds a
 * token.
 */
public enum Role {
    PATIENT, DOCTOR, STAFF, SYSTEM
}
