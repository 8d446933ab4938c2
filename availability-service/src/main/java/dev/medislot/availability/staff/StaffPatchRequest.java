package dev.medislot.availability.staff;

import jakarta.validation.constraints.NotNull;

/** The part of an account of staff that a patch may change. */
record StaffPatchRequest(@NotNull Boolean disabled) {

    static StaffPatchRequest of(StaffMember member) {
        return new StaffPatchRequest(member.isDisabled());
    }
}
