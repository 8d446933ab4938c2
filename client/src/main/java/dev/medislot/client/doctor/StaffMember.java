package dev.medislot.client.doctor;

import java.util.UUID;

/** A staff member. */
public record StaffMember(UUID id, String email) {}
