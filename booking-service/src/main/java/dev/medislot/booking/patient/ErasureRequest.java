package dev.medislot.booking.patient;

import dev.medislot.service.password.NewPassword;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param currentPassword that of the patient who asks; staff leaves it out */
record ErasureRequest(@Nullable @Size(max = NewPassword.MAX_LENGTH) String currentPassword) {}
