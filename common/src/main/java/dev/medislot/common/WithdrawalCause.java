package dev.medislot.common;

/** The causes of a withdrawn slot that the mail about its cancelled booking explains. */
public enum WithdrawalCause {
    /** The doctor still works then, without a license that counts for the patient's state. */
    LICENSE,
    /** The clinic is closed then. */
    CLOSURE
}
