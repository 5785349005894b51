"""What the journal proves of what the public reads."""

from raadslag.journal.proving import leave_out, prove
from raadslag.public.models import (
    Announcement,
    Course,
    CourseKey,
    Publication,
    PublishedAttendance,
    PublishedFile,
    PublishedItem,
)

prove(Publication, "offentliggørelsen")
prove(Announcement, "bekendtgørelsen af mødet")
prove(PublishedItem, "det offentlige punkt", but=("course",))
prove(PublishedFile, "det offentlige bilag")
prove(PublishedAttendance, "det offentlige fremmøde", but=("person",))
leave_out(Course, because="bindes forfra ud fra det offentliggjorte")
leave_out(CourseKey, because="bindes forfra ud fra det offentliggjorte")
