package dev.medislot.webapp.doctor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the pages of doctors. */
@AutoConfiguration
@Import({ Edits.class, DayController.class, VisitController.class, LicenseController.class, PracticeController.class,
        DoctorAccountController.class, RegistrationController.class })
class DoctorPages {}
