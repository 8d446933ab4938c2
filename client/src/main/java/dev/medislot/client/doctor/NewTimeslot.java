package dev.medislot.client.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A window to add.
 *
 * @param start a local date-time of the doctor, such as {@code 2026-12-01T08:00}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewTimeslot(String start, String end, boolean recurring, @Nullable LocalDate until) {}
