package dev.medislot.service.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

class ScheduleSetupTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TaskSchedulingAutoConfiguration.class, ScheduleSetup.class));

    @Test
    void schedulesRunWithTheSchedulerOfBoot() {
        service.run(context -> assertThat(context).hasSingleBean(ScheduledAnnotationBeanPostProcessor.class)
                .hasSingleBean(TaskScheduler.class));
    }

    @Test
    void aCommandRunsNoSchedules() {
        service.withInitializer(context -> context.getEnvironment().addActiveProfile("command"))
                .run(context -> assertThat(context).doesNotHaveBean(ScheduledAnnotationBeanPostProcessor.class));
    }
}
