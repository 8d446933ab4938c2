package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameViewsTest {

    @Test
    void aFoldedTitleNamesTheOtherPerson() {
        var feed = """
                BEGIN:VCALENDAR
                BEGIN:VEVENT
                UID:b1
                SUMMARY:Appointment with Petra Quillfeather1
                END:VEVENT
                BEGIN:VEVENT
                UID:b2
                SUMMARY:Appointment with Petra Quill
                 feather2
                END:VEVENT
                END:VCALENDAR
                """;

        assertThat(NameViews.inFeed(feed, "b2")).isEqualTo("Petra Quillfeather2");
        assertThat(NameViews.inFeed(feed.replace("\n", "\r\n"), "b2")).isEqualTo("Petra Quillfeather2");
        assertThat(NameViews.inFeed(feed, "b3")).isEmpty();
    }
}
