package dev.medislot.common;

/** Why a doctor's slot was taken away together with its booking, where the mail about it says more than that. */
public enum WithdrawalCause {
    /** The doctor still works then, without a license that counts for the patient's state. */
    LICENSE,
    /** The clinic is closed then. */
    CLOSURE
}
