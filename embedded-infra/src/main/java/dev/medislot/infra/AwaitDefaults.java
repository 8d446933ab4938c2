package dev.medislot.infra;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets every test that has this module on its class path wait a minute for what it awaits, where it names no time
 * itself: a busy machine must not decide what is true, and waiting costs only a test that fails.
 */
public final class AwaitDefaults implements LauncherSessionListener {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(PATIENCE);
    }
}
