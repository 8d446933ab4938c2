package dev.medislot.availability.schedule;

import dev.medislot.common.DoctorId;

/** The days of a doctor were published again after a change of visit types, in the transaction that is under way. */
public record DaysRepublished(DoctorId doctor) {}
