package dev.medislot.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medislot.systemtests.kit.BrowserTest;
import dev.medislot.systemtests.kit.Calls;
import dev.medislot.systemtests.kit.Medislot;
import dev.medislot.systemtests.kit.PageBrowser;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two patients race for one time in two browsers. */
@BrowserTest
@ResourceLock(Medislot.LOCK)
class TwoWindowsIT {

    private static final Medislot MEDISLOT = Medislot.running();
    private static final String STATE = "VT";

    @RegisterExtension
    static final PageBrowser left = new PageBrowser(MEDISLOT);

    @RegisterExtension
    static final PageBrowser right = new PageBrowser(MEDISLOT);

    @Test
    void oneGetsTheTimeAndTheOtherTheNearest() throws Exception {
        var clinic = MEDISLOT.clinic();
        var doctor = clinic.aDoctor("America/New_York", STATE);
        var last = clinic.openings(doctor, STATE).getLast();
        clinic.books(clinic.aPatient(STATE, "America/New_York"), last.id()).isCreated();
        var windows = List.of(left, right);
        for (var window : windows) {
            window.logIn("/login", clinic.aPatient(STATE, "America/New_York"));
            window.visit("/book?doctor=" + doctor.id());
        }
        assertThat(windows).extracting(window -> window.attribute(".doctor .chip", "id")).containsOnly(firstTime());

        Calls.atOnce(windows.stream().map(TwoWindowsIT::pressingTheFirstTime).toList());

        assertThat(windows).filteredOn(TwoWindowsIT::holds).hasSize(1);
        for (var window : windows) {
            window.countClicks();
            if (!holds(window)) {
                assertThat(window.text(".notice h2")).isEqualTo("Somebody was faster");
                window.press(".notice .chip");
            }
            window.press("button.full");
            assertThat(window.text(".notice")).contains("is booked");
            assertThat(window.clicks()).isLessThanOrEqualTo(2);
        }
        assertThat(Stream.of(left, right).map(PageBrowser::heading)).doesNotHaveDuplicates();
    }

    private static String firstTime() {
        return left.attribute(".doctor .chip", "id");
    }

    private static Callable<Boolean> pressingTheFirstTime(PageBrowser window) {
        return () -> {
            window.press(".doctor .chip");
            return true;
        };
    }

    private static boolean holds(PageBrowser window) {
        return window.heading().equals("Confirm your appointment");
    }
}
