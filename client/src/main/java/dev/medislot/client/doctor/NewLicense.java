package dev.medislot.client.doctor;

import dev.medislot.common.UsState;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A license to enter.
 *
 * @param validUntil the last day; null without an end
 */
public record NewLicense(UsState state, String number, LocalDate validFrom, @Nullable LocalDate validUntil) {}
