package dev.medislot.infra;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Sets the default timeout of Awaitility to five minutes for every test with this module on its class path: a busy
 * machine must not decide a test, and waiting costs only a test that fails.
 */
public final class AwaitDefaults implements LauncherSessionListener {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
