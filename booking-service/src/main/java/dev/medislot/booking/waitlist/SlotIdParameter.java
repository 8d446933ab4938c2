package dev.medislot.booking.waitlist;

import dev.medislot.common.SlotId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads the id of a slot in a query. */
@Component
class SlotIdParameter implements Converter<String, SlotId> {

    @Override
    public SlotId convert(String text) {
        return SlotId.parse(text);
    }
}
