package dev.medislot.service.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "+1 415-555-0100 ext. 12 | +14155550100;ext=12",
                    "(787) 555-0100 x1234        | +17875550100;ext=1234", "415.555.0100 | +14155550100",
                    "4155550100                  | +14155550100", "1 (415) 555-0100 | +14155550100",
                    "+44 20 7946 0958            | +442079460958", "011 44 20 7946 0958 | +442079460958",
                    "+44 (0)20 7946 0958         | +442079460958", "+52 55 5555 5555 | +525555555555",
                    "+39 06 698 12345            | +390669812345", "1-800-FLOWERS | +18003569377",
                    "415 555 0100 extension 7    | +14155550100;ext=7", "415/555/0100 #7 | +14155550100;ext=7",
                    "(671) 555-0123              | +16715550123", "+1 340 555 0199 | +13405550199",
                    "Tel. 415-555-0100           | +14155550100", "tel:+1-415-555-0100;ext=3 | +14155550100;ext=3",
                    "４１５－５５５－０１００ | +14155550100", "415–555—0100 | +14155550100" })
    void numbersAreReadAsPeopleWriteThem(String typed, String stored) {
        assertThat(PhoneNumbers.stored(typed)).contains(stored);
        assertThat(PhoneNumbers.stored(stored)).as("read again").contains(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = { " 415-555-0100\u200b", "+1\u00a0(415)\u202f555\u20110100", "\u202a+1 415 555 0100\u202c",
            "\t415 555\u30000100\n" })
    void pastedNumbersAreReadToo(String typed) {
        assertThat(PhoneNumbers.stored(typed)).contains("+14155550100");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "12345", "555-0100", "911", "hello", "+1 ()---", "+", "ext. 12", "+1 415 555 01",
            "+999 123456", "4155550100 or 4155550101", "1234567890123456", "2026-11-27", "<b>4155550100",
            "Apt 4155550100", "415-555-0100/0101", "pat@example.com" })
    void otherTextIsNoNumber(String typed) {
        assertThat(PhoneNumbers.stored(typed)).isEmpty();
    }
}
