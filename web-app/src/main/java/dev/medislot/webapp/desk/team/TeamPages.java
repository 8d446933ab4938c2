package dev.medislot.webapp.desk.team;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the pages of the clinic's team. */
@AutoConfiguration
@Import({ DoctorsController.class, StaffController.class, VisitTypesController.class, ClosuresController.class })
class TeamPages {}
