package dev.medislot.availability.doctor;

import java.util.UUID;

record Credentials(UUID id, String password) {}
