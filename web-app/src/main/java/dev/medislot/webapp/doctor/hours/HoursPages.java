package dev.medislot.webapp.doctor.hours;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Import;

/** Adds the pages of a doctor's hours. */
@AutoConfiguration
@Import({ HoursController.class, DateController.class, ExtraHoursController.class, TimeOffController.class })
class HoursPages {}
