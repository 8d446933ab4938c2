package dev.medislot.service.program;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Runs scheduled work while a service serves. Boot adds its scheduler only where scheduling is enabled already, so this
 * comes first.
 */
@AutoConfiguration(before = TaskSchedulingAutoConfiguration.class)
@EnableScheduling
@Profile(Program.SERVING)
class ScheduleSetup {}
