package dev.medislot.webapp.desk;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the pages of the front desk. */
@AutoConfiguration
@Import({ DayController.class, BookingController.class, AppointmentController.class, MoveTimesController.class,
        TakenTimeController.class, PatientController.class, TodoController.class, DeskAccountController.class,
        TodoCount.class })
class DeskPages {}
