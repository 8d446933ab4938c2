package dev.medislot.client.patient;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The confirmation of an erasure.
 *
 * @param currentPassword the password of the calling patient, also for a dependent; null for staff
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Erasure(@Nullable String currentPassword) {}
