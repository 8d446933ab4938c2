package dev.medislot.client.doctor;

import java.util.List;

/** The visit types that a doctor offers from now on. */
public record NewDoctorVisitTypes(List<DoctorVisitTypes.Chosen> items) {}
