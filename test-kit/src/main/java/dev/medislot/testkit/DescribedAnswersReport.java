package dev.medislot.testkit;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints at the end of all tests how many answers were held to an API description. */
public final class DescribedAnswersReport implements TestExecutionListener {

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        DescribedAnswers.summary().ifPresent(System.out::println);
    }
}
