package dev.medislot.systemtests.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Runs where Chromium or Chrome is found, and wherever {@code MEDISLOT_BROWSER_REQUIRED=true}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.medislot.systemtests.kit.Browser#isExpected",
        disabledReason = "neither Chromium nor Chrome is on the PATH together with chromedriver")
public @interface BrowserTest {
}
