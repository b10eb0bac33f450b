/* A disk that fails when told to. Linked into a program, it stands between the program, with all its libraries, and the
   system: every call that changes a disk is counted, noted, and may meet a fate. */
#ifndef FAILING_DISK_H
#define FAILING_DISK_H

/* From now on calls are counted, from 1, and noted in the log, one line each. The call with this number, and where
   `disk` is not empty each later one that needs room below that folder, fails with the error number `fate`; where `fate` is
   negative, the process gets that signal in the middle of the call. 0 as number: nothing happens to any. */
void failing_disk_arm(const char *log, long number, int fate, const char *disk);

/* Where this is root, to whom all is permitted: goes on as a user whom nothing belongs to. */
int failing_disk_become_nobody(void);

#endif
