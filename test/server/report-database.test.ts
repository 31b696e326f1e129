import { describeReportDatabase } from '../contract/report-database.js';
import { usePglite } from '../helpers/pglite.js';
import { usePostgres } from '../helpers/postgres.js';
import { openDatabase } from '../../server/storage/open-database.js';

const pglite = usePglite();
const postgres = usePostgres();

describeReportDatabase(
  'the embedded database',
  () => openDatabase({ kind: 'folder', folder: pglite.createFolder() }),
  (first) => Promise.resolve(first),
);

let url: string;
describeReportDatabase(
  'PostgreSQL',
  async () => openDatabase({ kind: 'url', url: (url = await postgres.createDatabase()) }),
  () => openDatabase({ kind: 'url', url }),
);
