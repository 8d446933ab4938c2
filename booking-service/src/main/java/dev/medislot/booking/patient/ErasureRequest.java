package dev.medislot.booking.patient;

import dev.medislot.service.password.NewPassword;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param currentPassword the password of the calling patient; missing from staff */
record ErasureRequest(@Nullable @Size(max = NewPassword.MAX_LENGTH) String currentPassword) {}
