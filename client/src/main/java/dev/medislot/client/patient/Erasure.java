package dev.medislot.client.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation of an erasure.
 *
 * @param currentPassword that of the patient who asks, also for a dependent; null for staff
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Erasure(@Nullable String currentPassword) {}
